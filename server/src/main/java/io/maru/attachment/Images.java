package io.maru.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Reads images that may be meant to do harm: nothing is decoded before its size is known to be bearable. */
@Component
class Images {

    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    /** The longer side of a thumbnail, in pixels. */
    static final int THUMBNAIL_SIDE = 640;

    /** The reader of this format can only decode the whole picture at once. */
    private static final String DECODED_WHOLE = "image/webp";

    /** In pixels. */
    record Size(int width, int height) {}

    private final long maximumPixels;

    /** One at a time, since a decoder may take much memory for a moment. */
    private final Semaphore decoding = new Semaphore(1, true);

    Images(AttachmentProperties properties) {
        this.maximumPixels = properties.maximumPixels();
    }

    /** The size its header claims; empty when it is not a readable image or too large to make a thumbnail of. */
    Optional<Size> size(Resource content, String contentType) {
        return read(content, contentType, reader -> new Size(reader.getWidth(0), reader.getHeight(0)));
    }

    /** A picture that fits into a square of {@link #THUMBNAIL_SIDE}: PNG if the image is see-through, else JPEG. */
    Optional<byte[]> thumbnail(Resource content, String contentType) {
        decoding.acquireUninterruptibly();
        try {
            return read(content, contentType, Images::thumbnail);
        } finally {
            decoding.release();
        }
    }

    private static byte[] thumbnail(ImageReader reader) throws IOException {
        ImageReadParam sparse = reader.getDefaultReadParam();
        int every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * THUMBNAIL_SIDE));
        sparse.setSourceSubsampling(every, every, 0, 0);
        BufferedImage image = reader.read(0, sparse);
        Orientation orientation =
                reader.getFormatName().equalsIgnoreCase("JPEG") ? ExifUtils.getExifOrientation(reader, 0) : null;
        var thumbnail = Thumbnails.of(image).outputFormat(image.getColorModel().hasAlpha() ? "png" : "jpeg");
        if (Math.max(image.getWidth(), image.getHeight()) > THUMBNAIL_SIDE) {
            thumbnail.size(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
        } else {
            thumbnail.scale(1);
        }
        if (orientation != null) {
            thumbnail.addFilter(ExifFilterUtils.getFilterForOrientation(orientation));
        }
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        thumbnail.toOutputStream(picture);
        return picture.toByteArray();
    }

    private interface Reading<T> {
        T with(ImageReader reader) throws IOException;
    }

    private <T> Optional<T> read(Resource content, String contentType, Reading<T> reading) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
        if (!ContentTypes.IMAGES.contains(contentType) || !readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream =
                ImageIO.createImageInputStream(content.isFile() ? content.getFile() : content.getInputStream())) {
            reader.setInput(stream);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            long bearable = contentType.equals(DECODED_WHOLE) ? maximumPixels / 4 : maximumPixels;
            return pixels > bearable ? Optional.empty() : Optional.of(reading.with(reader));
        } catch (IOException | RuntimeException | OutOfMemoryError broken) {
            // Decoders answer a hostile header with any of these.
            LOG.debug("Not a readable image", broken);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }
}
