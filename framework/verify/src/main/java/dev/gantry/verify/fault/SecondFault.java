package dev.gantry.verify.fault;

import dev.gantry.verify.server.Server;
import dev.gantry.verify.server.StartFailure;
import java.io.IOException;

/** Somebody starts a second server on the folder. */
final class SecondFault implements Fault {

    private static final String RULE = "a second server on a folder refuses, and says why";

    @Override
    public void befall(Life life) throws IOException {
        life.answer(20, 100);
        try (Server second = life.scene().startQuiet()) {
            second.awaitReady();
            life.scene().violated(RULE, "it got ready");
        } catch (StartFailure e) {
            if (!e.getMessage().contains("is in use by another Gantry")) {
                life.scene().violated(RULE, e.getMessage());
            }
        }
        life.scene().figures().addTrouble();
        life.answer(20, 100);
    }
}
