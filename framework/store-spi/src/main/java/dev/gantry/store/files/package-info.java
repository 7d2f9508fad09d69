/**
 * The contents of files in a folder: what every store uses that has a disk of its own.
 *
 * <pre>
 * 0190c3a2-…/upload-1.part    a content in the making
 * 0190c3a2-…/7d5e01c9-…       a content that is complete; which name it has, if any, the store knows
 * </pre>
 *
 * Names that people choose never become a path here.
 */
package dev.gantry.store.files;
