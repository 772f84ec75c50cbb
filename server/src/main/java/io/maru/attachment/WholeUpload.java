package io.maru.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.unit.DataSize;

/** What a sender sends, which ends early or late with a failure of its own instead of looking complete. */
final class WholeUpload extends FilterInputStream {

    private final long announced;
    private final DataSize maximum;
    private long received;

    /** @param announced negative when unknown */
    WholeUpload(InputStream sent, long announced, DataSize maximum) {
        super(sent);
        this.announced = announced;
        this.maximum = maximum;
        if (announced > maximum.toBytes()) {
            throw new FileTooLarge(maximum);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(buffer, offset, length);
        } catch (IOException senderGone) {
            throw new UploadIncomplete();
        }
        if (count < 0) {
            if (announced >= 0 && received != announced) {
                throw new UploadIncomplete();
            }
            return count;
        }
        received += count;
        if (received > maximum.toBytes()) {
            throw new FileTooLarge(maximum);
        }
        return count;
    }
}
