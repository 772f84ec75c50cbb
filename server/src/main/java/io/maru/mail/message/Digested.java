package io.maru.mail.message;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** What is skipped counts as read, so that a digest is always of the whole. */
final class Digested extends DigestInputStream {

    Digested(InputStream content, MessageDigest digest) {
        super(content, digest);
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long skipped = 0;
        while (skipped < count) {
            int length = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (length < 0) {
                break;
            }
            skipped += length;
        }
        return skipped;
    }

    @Override
    public void close() {
        // The parser goes on with what follows.
    }
}
