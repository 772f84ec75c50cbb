/** What people are told of, over HTTP. */
@NullMarked
package io.maru.notification.web;

import org.jspecify.annotations.NullMarked;
