package dev.gantry.app.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Suggestion {

    private static final int CLOSE = 3;

    private Suggestion() {}

    /** A sentence with the closest name, to be put behind an error; all names if none is close. */
    public static String forName(String given, List<String> names) {
        Optional<String> closest = names.stream()
                .min(Comparator.comparingInt(name -> distance(given, name)))
                .filter(name -> distance(given, name) <= CLOSE);
        return closest.map(name -> "; did you mean \"" + name + "\"?")
                .orElse("; expected one of " + String.join(", ", names));
    }

    /** How many letters must be added, removed or changed to get from one to the other (Levenshtein 1966). */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
