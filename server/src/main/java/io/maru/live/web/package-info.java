@NullMarked
package io.maru.live.web;

import org.jspecify.annotations.NullMarked;
