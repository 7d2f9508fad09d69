package dev.gantry.store.postgres;

/**
 * Texts as the database has them. It takes neither U+0000 nor half a surrogate pair; these, {@link #SEPARATOR}, and the
 * character that marks them, are written as U+FFFF and four hexadecimal digits. Different texts stay different.
 */
final class Texts {

    /** Is in no text that is written. */
    static final char SEPARATOR = 1;

    private static final char MARK = '\uffff';
    private static final int DIGITS = 4;
    private static final int HEX = 16;

    private Texts() {}

    static String toDatabase(String text) {
        int odd = nextOdd(text, 0);
        if (odd == text.length()) {
            return text;
        }
        StringBuilder written = new StringBuilder(text.length() + 2 * HEX);
        int from = 0;
        while (odd < text.length()) {
            written.append(text, from, odd);
            mark(text.charAt(odd), written);
            from = odd + 1;
            odd = nextOdd(text, from);
        }
        return written.append(text, from, odd).toString();
    }

    /** Write a character in the way in which odd ones are. */
    static void mark(char odd, StringBuilder into) {
        into.append(MARK);
        String digits = Integer.toHexString(odd);
        into.append("0".repeat(DIGITS - digits.length())).append(digits);
    }

    private static int nextOdd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == 0 || next == SEPARATOR || next == MARK) {
                return i;
            }
            if (Character.isSurrogate(next)) {
                boolean pair = Character.isHighSurrogate(next)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return text.length();
    }

    static String fromDatabase(String written) {
        int mark = written.indexOf(MARK);
        if (mark < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        int from = 0;
        while (mark >= 0) {
            int end = mark + 1 + DIGITS;
            text.append(written, from, mark).append((char) Integer.parseInt(written, mark + 1, end, HEX));
            from = end;
            mark = written.indexOf(MARK, from);
        }
        return text.append(written, from, written.length()).toString();
    }
}
