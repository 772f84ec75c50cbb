package io.maru.attachment;

import java.util.Set;

/** Which kinds of files have text that can be read. */
final class FileKinds {

    private static final Set<String> WITH_TEXT = Set.of(
            "application/pdf",
            "application/rtf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.ms-outlook",
            "application/x-tika-msoffice",
            "application/x-tika-ooxml",
            "application/x-hwp-v5",
            "application/hwp+zip",
            "application/xhtml+xml");

    private static final Set<String> FAMILIES = Set.of(
            "text/",
            "application/vnd.openxmlformats-officedocument.",
            "application/vnd.oasis.opendocument.",
            "application/vnd.ms-word.",
            "application/vnd.ms-excel.",
            "application/vnd.ms-powerpoint.");

    private FileKinds() {}

    static boolean hasText(String contentType) {
        return WITH_TEXT.contains(contentType) || FAMILIES.stream().anyMatch(contentType::startsWith);
    }
}
