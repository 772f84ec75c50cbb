package io.maru.attachment.web;

import io.maru.attachment.Attachment;
import io.maru.attachment.Attachments;
import io.maru.attachment.Attachments.Download;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files over HTTP: raw bytes in and out. */
@RestController
@RequestMapping("/api/attachments")
class AttachmentController {

    /** Even what a browser would run, such as HTML, can then do nothing in our name. */
    private static final String NOTHING_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /** Browsers show PDF with a viewer of their own, which a sandbox switches off. */
    private static final String PDF_VIEWER_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'";

    /** @param image whether it has a thumbnail */
    record UploadedFile(
            UUID id,
            String fileName,
            String contentType,
            long size,
            boolean image,
            @Nullable Integer width,
            @Nullable Integer height,
            Instant uploadedAt,
            PersonReference uploadedBy,
            String url,
            @Nullable String thumbnailUrl) {

        static UploadedFile of(Attachment attachment, CurrentPerson uploader) {
            String url = "/api/attachments/" + attachment.id();
            boolean image = attachment.imageWidth() != null;
            return new UploadedFile(
                    attachment.id(),
                    attachment.fileName(),
                    attachment.contentType(),
                    attachment.size(),
                    image,
                    attachment.imageWidth(),
                    attachment.imageHeight(),
                    attachment.uploadedAt(),
                    new PersonReference(uploader.id(), uploader.displayName(), null),
                    url,
                    image ? url + "/thumbnail" : null);
        }
    }

    /** @param maximumSize of one file, in bytes */
    record UploadLimits(long maximumSize) {}

    private final Attachments attachments;

    AttachmentController(Attachments attachments) {
        this.attachments = attachments;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UploadedFile> uploadAttachment(
            CurrentPerson current, @RequestParam String fileName, InputStream content, HttpServletRequest request) {
        Attachment attachment = attachments.upload(current, fileName, content, request.getContentLengthLong());
        UploadedFile uploaded = UploadedFile.of(attachment, current);
        return ResponseEntity.created(URI.create(uploaded.url())).body(uploaded);
    }

    /** What will be accepted, so that nobody waits for an upload that is refused in the end. */
    @GetMapping("/limits")
    UploadLimits uploadLimits(CurrentPerson current) {
        return new UploadLimits(attachments.maximumSize());
    }

    @GetMapping("/{id}")
    ResponseEntity<Resource> downloadAttachment(CurrentPerson current, @PathVariable UUID id) {
        Download download = attachments.download(current, id);
        Attachment attachment = download.attachment();
        ContentDisposition.Builder disposition =
                download.shownInTheBrowser() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return safely(attachment.contentType())
                .eTag(download.sha256())
                .header(
                        "Content-Disposition",
                        disposition
                                .filename(attachment.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(download.content());
    }

    @GetMapping("/{id}/thumbnail")
    ResponseEntity<Resource> downloadThumbnail(CurrentPerson current, @PathVariable UUID id) throws IOException {
        Resource thumbnail = attachments.thumbnail(current, id);
        boolean png;
        try (var content = thumbnail.getInputStream()) {
            png = content.read() == 0x89;
        }
        return safely(png ? "image/png" : "image/jpeg").eTag("thumbnail-" + id).body(thumbnail);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAttachment(CurrentPerson current, @PathVariable UUID id) {
        attachments.delete(current, id);
    }

    private static ResponseEntity.BodyBuilder safely(String contentType) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(contentType))
                // Asked again each time, because the right to it may have ended.
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Content-Security-Policy",
                        contentType.equals("application/pdf") ? PDF_VIEWER_ALLOWED : NOTHING_ALLOWED);
    }
}
