package io.maru.mail.inbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A mail's bytes as they come; more of them than are taken are not read. */
final class LimitedStream extends FilterInputStream {

    private long left;
    private boolean tooLarge;
    private boolean failed;

    LimitedStream(InputStream content, long most) {
        super(content);
        left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, offset, length);
        } catch (IOException failure) {
            failed = true;
            throw failure;
        }
        left -= Math.max(0, read);
        if (left < 0) {
            tooLarge = true;
            throw new IOException("The mail is larger than the mailbox takes");
        }
        return read;
    }

    /** Whether there was more. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Whether they stopped coming before their end. */
    boolean failed() {
        return failed;
    }
}
