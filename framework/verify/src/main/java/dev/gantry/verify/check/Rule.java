package dev.gantry.verify.check;

/** Something that must be true of every history. */
interface Rule {

    /** Look for what breaks it. */
    void check(Evidence evidence, Findings findings);

    /** Takes what breaks a rule. */
    interface Findings {

        /** Add what was expected and what was seen. */
        void add(String what, Object... values);
    }
}
