@NullMarked
package io.maru.reply.web;

import org.jspecify.annotations.NullMarked;
