package io.maru.widget.web;

import io.maru.people.CurrentPerson;
import io.maru.widget.Chats;
import io.maru.widget.Chats.Attendance;
import io.maru.widget.Chats.ChatDesk;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Chats, for those who answer. */
@RestController
@RequestMapping("/api/chats")
class ChatController {

    private final Chats chats;

    ChatController(Chats chats) {
        this.chats = chats;
    }

    @GetMapping
    ChatDesk listChats(CurrentPerson current) {
        return chats.desk(current);
    }

    @PutMapping("/attendance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void attendChats(CurrentPerson current, @RequestBody Attendance attendance) {
        chats.attend(current, attendance);
    }
}
