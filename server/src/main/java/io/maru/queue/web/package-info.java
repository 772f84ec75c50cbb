@NullMarked
package io.maru.queue.web;

import org.jspecify.annotations.NullMarked;
