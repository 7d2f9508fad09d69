package dev.gantry.verify.history;

/** How the marks of a run and of those that it queues hang together: {@code m7.2} is the second child of {@code m7}. */
public final class Family {

    private Family() {}

    /** The mark of a child, from 1. */
    public static String child(String parent, int number) {
        return parent + "." + number;
    }

    /** Whether a mark is that of a child. */
    public static boolean isChild(String mark) {
        return mark.indexOf('.') >= 0;
    }

    /** The mark of a child's parent. */
    public static String parent(String child) {
        return child.substring(0, child.lastIndexOf('.'));
    }

    /** Which child of its parent it is. */
    public static int number(String child) {
        return Integer.parseInt(child.substring(child.lastIndexOf('.') + 1));
    }
}
