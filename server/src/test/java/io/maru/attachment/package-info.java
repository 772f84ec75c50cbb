@NullMarked
package io.maru.attachment;

import org.jspecify.annotations.NullMarked;
