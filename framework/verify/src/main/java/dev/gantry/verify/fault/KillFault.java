package dev.gantry.verify.fault;

/** kill -9, at once or after a while. */
final class KillFault implements Fault {

    @Override
    public void befall(Life life) {
        life.workForSome();
    }
}
