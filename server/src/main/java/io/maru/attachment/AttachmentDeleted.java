package io.maru.attachment;

/** An attached file was taken away. Published in the transaction, so that its owner can write it into its history. */
public record AttachmentDeleted(Attachment attachment, long deletedBy) {}
