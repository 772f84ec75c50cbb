@NullMarked
package io.maru.queue;

import org.jspecify.annotations.NullMarked;
