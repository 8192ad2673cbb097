/** What all pages share: languages and their texts, the style sheet, forms that anybody may send. */
@NullMarked
package io.consentry.preference.page;

import org.jspecify.annotations.NullMarked;
