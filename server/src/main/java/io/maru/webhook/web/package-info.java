/** Webhooks over HTTP. */
@NullMarked
package io.maru.webhook.web;

import org.jspecify.annotations.NullMarked;
