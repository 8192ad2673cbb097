/** What people ask for as data subjects: access, correction, erasure (capabilities P4 and D1). */
@NullMarked
package io.consentry.preference.cases;

import org.jspecify.annotations.NullMarked;
