package dev.gantry.client.wire;

/**
 * How far the upload of a file has come.
 *
 * @param upload names it
 * @param offset how many bytes are there: where to go on
 */
public record UploadState(String upload, long offset) {}
