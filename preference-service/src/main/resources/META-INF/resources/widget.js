// <script src="https://preferences.example/widget.js" defer></script>
// <consentry-preferences link="…/p/<token>" lang="af"></consentry-preferences>
// Needs in the embedding page's Content-Security-Policy: script-src and connect-src with this server, and nothing else.
const STYLE = `
:host{display:block;font:inherit}
fieldset{margin:0 0 1rem;border:1px solid #8a93a0;border-radius:.5rem}
legend{font-weight:600}
label{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
input{width:1.5rem;height:1.5rem}
button{min-height:3rem;padding:.5rem 1.5rem;font:inherit;font-weight:600}
`;

class ConsentryPreferences extends HTMLElement {
  connectedCallback() {
    this.root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [sheet];
    this.load();
  }

  address() {
    const address = new URL(this.getAttribute("link"), document.baseURI);
    address.pathname += "/choices";
    address.search = "";
    const lang = this.getAttribute("lang") ?? document.documentElement.lang;
    if (lang) address.searchParams.set("lang", lang.split("-")[0]);
    return address;
  }

  async load() {
    const answer = await fetch(this.address(), { credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => null);
    if (answer?.ok) this.show(await answer.json());
    else this.dispatchEvent(new CustomEvent("consentry-error"));
  }

  show(choices) {
    const form = element("form", { lang: choices.language });
    form.append(element("h2", { textContent: choices.texts.heading }), element("p", { textContent: choices.texts.intro }));
    for (const topic of choices.topics) form.append(this.topic(topic));
    const status = element("p", { role: "status" });
    form.append(element("button", { textContent: choices.texts.save }), status);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save(form, choices, status);
    });
    this.root.replaceChildren(form);
  }

  topic(topic) {
    const fieldset = element("fieldset");
    fieldset.append(element("legend", { textContent: topic.name }));
    if (topic.description) fieldset.append(element("p", { textContent: topic.description }));
    for (const choice of topic.channels) {
      const box = element("input", { type: "checkbox", checked: choice.on });
      box.dataset.purpose = topic.purpose;
      box.dataset.channel = choice.channel;
      box.defaultChecked = choice.on;
      const label = element("label");
      label.append(box, choice.label);
      fieldset.append(label);
    }
    return fieldset;
  }

  async save(form, choices, status) {
    const changed = [...form.querySelectorAll("input")].filter((box) => box.checked !== box.defaultChecked);
    const body = {
      choices: changed.map((box) => ({ purpose: box.dataset.purpose, channel: box.dataset.channel, wanted: box.checked })),
    };
    status.textContent = "";
    const answer = await fetch(this.address(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    }).catch(() => null);
    if (answer?.ok) {
      for (const box of changed) box.defaultChecked = box.checked;
      status.textContent = choices.texts.saved;
      this.dispatchEvent(new CustomEvent("consentry-saved", { detail: body }));
    } else {
      status.textContent = choices.texts.failed;
    }
  }
}

function element(name, properties = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key === "lang") made.setAttribute(key, value);
    else made[key] = value;
  }
  return made;
}

customElements.define("consentry-preferences", ConsentryPreferences);
