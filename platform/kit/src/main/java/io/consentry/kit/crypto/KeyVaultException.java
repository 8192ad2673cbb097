package io.consentry.kit.crypto;

import org.jspecify.annotations.Nullable;

/** A wrapped keyset cannot be opened. The message holds neither keys nor the wrapped text. */
public final class KeyVaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyVaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
