@NullMarked
package io.maru.bulk;

import org.jspecify.annotations.NullMarked;
