@NullMarked
package io.maru.event;

import org.jspecify.annotations.NullMarked;
