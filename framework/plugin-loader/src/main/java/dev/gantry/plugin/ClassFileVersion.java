package dev.gantry.plugin;

import java.nio.ByteBuffer;

/** Which Java a class file was compiled for. */
final class ClassFileVersion {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_VERSION_AT = 6;
    private static final int MAJOR_VERSION_OF_JAVA_0 = 44;

    private ClassFileVersion() {}

    /**
     * Refuse what this Java is too old for, in words that tell the way out.
     *
     * @throws UnsupportedClassVersionError if the class was compiled for a newer Java
     */
    static void check(String className, byte[] classFile) {
        if (classFile.length < MAJOR_VERSION_AT + Short.BYTES
                || ByteBuffer.wrap(classFile).getInt() != MAGIC) {
            return;
        }
        int java = ByteBuffer.wrap(classFile).getShort(MAJOR_VERSION_AT) - MAJOR_VERSION_OF_JAVA_0;
        int here = Runtime.version().feature();
        if (java > here) {
            throw new UnsupportedClassVersionError(
                    "%s was compiled for Java %d, this is Java %d; compile it with --release %d or run Gantry on Java %d"
                            .formatted(className, java, here, here, java));
        }
    }
}
