/** Reads what is written in files, in a process of its own: no part of the server, and nothing of the server's is at hand in it. */
@NullMarked
package io.maru.attachment.reader;

import org.jspecify.annotations.NullMarked;
