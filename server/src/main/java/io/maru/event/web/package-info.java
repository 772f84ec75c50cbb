/** What has yet to follow from events, over HTTP. */
@NullMarked
package io.maru.event.web;

import org.jspecify.annotations.NullMarked;
