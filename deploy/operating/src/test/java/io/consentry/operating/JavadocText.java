package io.consentry.operating;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import java.util.List;
import java.util.stream.Collectors;

/** Javadoc as Markdown, on one line. */
final class JavadocText {

    private JavadocText() {}

    static String of(List<? extends DocTree> body) {
        return body.stream()
                .map(JavadocText::part)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String part(DocTree part) {
        if (part instanceof LiteralTree literal) {
            return "`" + literal.getBody().getBody() + "`";
        }
        if (part instanceof LinkTree link) {
            String signature = link.getReference().getSignature();
            return "`" + signature.substring(signature.lastIndexOf('#') + 1) + "`";
        }
        return part.toString();
    }
}
