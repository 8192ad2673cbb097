package io.consentry.preference.optin;

import io.consentry.kit.address.Address;

/** What is asked for in somebody's name; the address does not leave this record but into the mail. */
record AskedOptIn(Address address, OptInContent content) {

    @Override
    public String toString() {
        return "AskedOptIn[redacted]";
    }
}
