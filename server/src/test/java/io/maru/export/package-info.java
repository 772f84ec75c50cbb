@NullMarked
package io.maru.export;

import org.jspecify.annotations.NullMarked;
