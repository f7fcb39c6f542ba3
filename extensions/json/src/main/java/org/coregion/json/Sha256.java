package org.coregion.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint of a file: the SHA-256 of its bytes, in hexadecimal digits. */
final class Sha256 {
    private Sha256() {}

    static String of(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException problem) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", problem);
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("Every Java platform has SHA-256.", problem);
        }
    }
}
