package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file of a run may be called: what is a name, and no more than that, on every system that may save it. */
final class FileNames {

    private static final int MAX_BYTES = 255;
    private static final String FORBIDDEN = "/\\<>:\"|?*";
    private static final Pattern DEVICE =
            Pattern.compile("(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?");

    private FileNames() {}

    /** Refuse with 422 what cannot be a name. */
    static String checked(String name) {
        fault(name).ifPresent(fault -> {
            throw new JobApiException(422, "the file name \"%s\" %s; choose another".formatted(shown(name), fault));
        });
        return name;
    }

    private static Optional<String> fault(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            return Optional.of("has %d bytes in UTF-8; expected 1 to %d".formatted(bytes, MAX_BYTES));
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("is a folder's");
        }
        Optional<String> character = name.codePoints()
                .filter(FileNames::forbidden)
                .mapToObj("U+%04X"::formatted)
                .findFirst();
        if (character.isPresent()) {
            return Optional.of("has the character %s; expected no control character and none of %s"
                    .formatted(character.get(), FORBIDDEN));
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("ends with a dot or a space");
        }
        return DEVICE.matcher(name.toUpperCase(Locale.ROOT)).matches()
                ? Optional.of("is that of a device on some systems")
                : Optional.empty();
    }

    private static boolean forbidden(int character) {
        return Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
                || FORBIDDEN.indexOf(character) >= 0;
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "\ufffd");
        return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
    }
}
