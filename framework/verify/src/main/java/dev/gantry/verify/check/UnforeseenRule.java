package dev.gantry.verify.check;

/** No call is answered with 500: that is an error nobody thought of. */
final class UnforeseenRule implements Rule {

    private static final int UNFORESEEN = 500;

    @Override
    public void check(Evidence evidence, Findings findings) {
        evidence.history().calls().stream()
                .filter(call -> call.answer().status() == UNFORESEEN)
                .forEach(call -> findings.add("%s", call));
    }
}
