package dev.gantry.plugin;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Redirects the calls in a class that would end the server, and the method references to them, to
 * {@code dev.gantry.job.internal.ExitGuard}, which refuses them. Calls by reflection are not seen.
 */
final class ExitCalls {

    private static final int METHOD_REF = 10;
    private static final String GUARD = "dev/gantry/job/internal/ExitGuard";

    private ExitCalls() {}

    /**
     * Redirect the calls in a class file; the same array if there are none.
     *
     * @throws RuntimeException if it is no valid class file
     */
    static byte[] redirected(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!mentionsExit(reader)) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Redirection(writer), 0);
        return writer.toByteArray();
    }

    private static boolean mentionsExit(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item == 0 || reader.readByte(item - 1) != METHOD_REF) {
                continue;
            }
            int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
            String owner = reader.readClass(item, buffer);
            String name = reader.readUTF8(nameAndType, buffer);
            String descriptor = reader.readUTF8(nameAndType + 2, buffer);
            if (guard(owner, name, descriptor).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The descriptor of the method of the guard that stands in for a method, if one does. */
    private static Optional<String> guard(String owner, String name, String descriptor) {
        if (!descriptor.equals("(I)V")) {
            return Optional.empty();
        }
        return switch (owner + "." + name) {
            case "java/lang/System.exit" -> Optional.of("(I)V");
            case "java/lang/Runtime.exit", "java/lang/Runtime.halt" -> Optional.of("(Ljava/lang/Runtime;I)V");
            default -> Optional.empty();
        };
    }

    private static Handle redirected(Handle handle) {
        return guard(handle.getOwner(), handle.getName(), handle.getDesc())
                .map(descriptor -> new Handle(Opcodes.H_INVOKESTATIC, GUARD, handle.getName(), descriptor, false))
                .orElse(handle);
    }

    private static Object redirected(Object constant) {
        if (constant instanceof Handle handle) {
            return redirected(handle);
        }
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = redirected(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), redirected(dynamic.getBootstrapMethod()), arguments);
        }
        return constant;
    }

    private static final class Redirection extends ClassVisitor {

        private Redirection(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new RedirectedCode(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class RedirectedCode extends MethodVisitor {

        private RedirectedCode(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Optional<String> guard = guard(owner, name, descriptor);
            if (guard.isPresent()) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, guard.get(), false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] redirected = new Object[arguments.length];
            for (int i = 0; i < arguments.length; i++) {
                redirected[i] = redirected(arguments[i]);
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, redirected);
        }

        @Override
        public void visitLdcInsn(Object value) {
            super.visitLdcInsn(redirected(value));
        }
    }
}
