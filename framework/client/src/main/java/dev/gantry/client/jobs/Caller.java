package dev.gantry.client.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who calls, as servers record it beside what was written. */
public final class Caller {

    /** The header that says it. */
    public static final String HEADER = "Gantry-Caller";

    /** How long a name may be. */
    public static final int LONGEST = 200;

    /** The user of this process, at this host. */
    public static final String OF_PROCESS = plain(System.getProperty("user.name", "somebody") + "@" + host());

    private Caller() {}

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** A name as it fits into a header: what is no printable ASCII becomes a question mark. */
    static String plain(String name) {
        String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
    }
}
