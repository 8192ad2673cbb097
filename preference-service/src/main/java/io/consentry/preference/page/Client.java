package io.consentry.preference.page;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Who asks, as limits count them: an IPv4 address, or the half of an IPv6 address that is a site's. */
public final class Client {

    private static final int IPV4_BYTES = 4;
    private static final int SITE_BYTES = 8;

    private Client() {}

    /** A site has its half of an IPv6 address to itself and could else count as as many clients as it likes. */
    public static String of(String ip) {
        try {
            byte[] address = InetAddress.getByName(ip).getAddress();
            return HexFormat.of().formatHex(address, 0, address.length == IPV4_BYTES ? IPV4_BYTES : SITE_BYTES);
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
