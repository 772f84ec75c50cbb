@NullMarked
package io.maru.live;

import org.jspecify.annotations.NullMarked;
