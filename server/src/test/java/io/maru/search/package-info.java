@NullMarked
package io.maru.search;

import org.jspecify.annotations.NullMarked;
