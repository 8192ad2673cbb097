@NullMarked
package io.consentry.preference.optin;

import org.jspecify.annotations.NullMarked;
