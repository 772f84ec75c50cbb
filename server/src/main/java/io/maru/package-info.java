@NullMarked
package io.maru;

import org.jspecify.annotations.NullMarked;
