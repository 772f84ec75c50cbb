package io.maru.attachment;

import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Uploading, attaching and handing out files. */
@Service
public class Attachments {

    /** A file to be sent. */
    public record Download(Attachment attachment, Resource content, String sha256) {

        /** Whether a browser may show it instead of saving it. */
        public boolean shownInTheBrowser() {
            return ContentTypes.isShownInTheBrowser(attachment.contentType());
        }
    }

    private final AttachmentStore store;
    private final BlobStore blobs;
    private final AttachmentScanner scanner;
    private final Images images;
    private final FileReader reader;
    private final ContentTextStore texts;
    private final Map<String, AttachmentOwner> owners;
    private final AttachmentProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Attachments(
            AttachmentStore store,
            BlobStore blobs,
            AttachmentScanner scanner,
            Images images,
            FileReader reader,
            ContentTextStore texts,
            List<AttachmentOwner> owners,
            AttachmentProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.scanner = scanner;
        this.images = images;
        this.reader = reader;
        this.texts = texts;
        this.owners = owners.stream().collect(Collectors.toMap(AttachmentOwner::type, Function.identity()));
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** The largest file that is accepted, in bytes. */
    public long maximumSize() {
        return properties.maximumSize().toBytes();
    }

    /**
     * Keeps a file that is not attached to anything yet; until it is, only its uploader sees it, for a day. In constant
     * memory, and without a transaction, which a slow sender would hold open.
     *
     * @param announcedSize what the sender said it is in bytes; negative when they did not
     * @throws FileTooLarge when it is larger than the installation accepts
     * @throws UploadIncomplete when less arrived than was announced
     * @throws FileInfected when the scanner refuses it
     */
    public Attachment upload(CurrentPerson current, String fileName, InputStream content, long announcedSize) {
        try {
            BlobStore.Blob blob = blobs.write(new WholeUpload(content, announcedSize, properties.maximumSize()));
            Resource kept = blobs.read(blob.sha256());
            String name = FileName.clean(fileName);
            Optional<String> threat = scanner.threatIn(kept, name);
            if (threat.isPresent()) {
                throw new FileInfected(threat.get());
            }
            String contentType = ContentTypes.detect(kept, name);
            Optional<Images.Size> image = images.size(kept, contentType);
            Attachment attachment = new Attachment(
                    UUID.randomUUID(),
                    null,
                    null,
                    null,
                    false,
                    name,
                    contentType,
                    blob.size(),
                    image.map(Images.Size::width).orElse(null),
                    image.map(Images.Size::height).orElse(null),
                    current.id(),
                    clock.instant());
            store.insert(attachment, blob.sha256());
            reader.ask(blob.sha256(), contentType);
            return attachment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives uploads to the thing they were made for.
     *
     * @param pointer where the request named them; {@code /0} and so on are appended
     * @throws Invalid unless all are the person's own and not attached yet
     */
    @Transactional
    public void attach(
            CurrentPerson current,
            Collection<UUID> ids,
            String ownerType,
            long ownerId,
            @Nullable Long commentId,
            boolean internal,
            String pointer) {
        if (ids.isEmpty()) {
            return;
        }
        Set<UUID> attached = store.attach(current.id(), ids, ownerType, ownerId, commentId, internal);
        List<Violation> violations = new ArrayList<>();
        int index = 0;
        for (UUID id : ids) {
            if (!attached.contains(id)) {
                violations.add(Violation.of(pointer + "/" + index, "attachment_unknown"));
            }
            index++;
        }
        Invalid.throwIfAny(violations);
    }

    /**
     * Gives the pictures that a text shows to the thing the text belongs to, so that whoever may read it sees them. Only
     * those that are the person's own and not attached yet; a text may also show what is attached already.
     */
    @Transactional
    public void attachShown(
            CurrentPerson current,
            RichText text,
            String ownerType,
            long ownerId,
            @Nullable Long commentId,
            boolean internal) {
        Set<UUID> shown = text.images();
        if (!shown.isEmpty()) {
            store.attach(current.id(), shown, ownerType, ownerId, commentId, internal);
        }
    }

    /** In the order of their upload. The caller has checked that its reader may see them. */
    @Transactional(readOnly = true)
    public List<Attachment> of(String ownerType, long ownerId, boolean withInternal) {
        return store.of(ownerType, ownerId, withInternal);
    }

    /** Of many things of one kind, by the thing, internal ones among them. The caller shows them to nobody. */
    public Map<Long, List<Attachment>> ofAll(String ownerType, Collection<Long> ownerIds) {
        return store.ofAll(ownerType, ownerIds);
    }

    /**
     * What is written in these, by their ids, in one line and of long texts the beginning. Missing are those that have no text, or
     * whose text is not known yet. The caller has checked that its reader may see them.
     */
    public Map<UUID, String> texts(Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : texts.texts(ids);
    }

    /** Of how many contents not all of the text is known. */
    public TextsUnknown textsUnknown() {
        return new TextsUnknown(texts.waiting(), texts.unreadable(), texts.cutShort());
    }

    /**
     * @param waiting to be read
     * @param unreadable that could not be read
     * @param cutShort of which the beginning was read, as much as is kept of a text
     */
    public record TextsUnknown(long waiting, long unreadable, long cutShort) {}

    /** @throws NotFound also when it may not be read */
    public Attachment find(CurrentPerson current, UUID id) {
        Attachment attachment = store.find(id).orElseThrow(NotFound::new);
        if (!mayRead(current, attachment)) {
            throw new NotFound();
        }
        return attachment;
    }

    /** @throws NotFound also when it may not be read */
    public Download download(CurrentPerson current, UUID id) {
        Attachment attachment = find(current, id);
        String sha256 = store.sha256(id);
        try {
            return new Download(attachment, blobs.read(sha256), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A small picture of an image, made when it is first asked for.
     *
     * @throws NotFound also when there can be none
     */
    public Resource thumbnail(CurrentPerson current, UUID id) {
        Attachment attachment = find(current, id);
        if (attachment.imageWidth() == null) {
            throw new NotFound();
        }
        String sha256 = store.sha256(id);
        return blobs.readThumbnail(sha256).orElseGet(() -> makeThumbnail(attachment, sha256));
    }

    private Resource makeThumbnail(Attachment attachment, String sha256) {
        try {
            byte[] picture = images.thumbnail(blobs.read(sha256), attachment.contentType())
                    .orElseThrow(NotFound::new);
            blobs.writeThumbnail(sha256, picture);
            return blobs.readThumbnail(sha256).orElseThrow(NotFound::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NotPermitted when it may be read but not deleted */
    @Transactional
    public void delete(CurrentPerson current, UUID id) {
        Attachment attachment = find(current, id);
        AttachmentOwner owner = owners.get(attachment.ownerType());
        if (owner != null && !owner.mayDelete(current, attachment)) {
            throw new NotPermitted();
        }
        if (!store.delete(id, current.id(), clock.instant())) {
            throw new NotFound();
        }
        if (attachment.attached()) {
            events.publishEvent(new AttachmentDeleted(attachment, current.id()));
        }
    }

    private boolean mayRead(CurrentPerson current, Attachment attachment) {
        if (!attachment.attached()) {
            return attachment.uploadedBy() == current.id();
        }
        AttachmentOwner owner = owners.get(attachment.ownerType());
        return owner != null && owner.mayRead(current, attachment);
    }
}
