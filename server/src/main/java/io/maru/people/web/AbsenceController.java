package io.maru.people.web;

import io.maru.people.Absence;
import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Absences: one's own, and others' for those who administer people. */
@RestController
class AbsenceController {

    private final Absences absences;

    AbsenceController(Absences absences) {
        this.absences = absences;
    }

    @GetMapping("/api/me/absences")
    List<Absence> listOwnAbsences(CurrentPerson person) {
        return absences.of(person, person.id());
    }

    @PostMapping("/api/me/absences")
    List<Absence> addOwnAbsence(CurrentPerson person, @RequestBody Absences.NewAbsence absence) {
        return absences.add(person, person.id(), absence);
    }

    @DeleteMapping("/api/me/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeOwnAbsence(CurrentPerson person, @PathVariable long id) {
        absences.remove(person, person.id(), id);
    }

    @GetMapping("/api/people/{personId}/absences")
    List<Absence> listAbsences(CurrentPerson person, @PathVariable long personId) {
        return absences.of(person, personId);
    }

    @PostMapping("/api/people/{personId}/absences")
    List<Absence> addAbsence(
            CurrentPerson person, @PathVariable long personId, @RequestBody Absences.NewAbsence absence) {
        return absences.add(person, personId, absence);
    }

    @DeleteMapping("/api/people/{personId}/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAbsence(CurrentPerson person, @PathVariable long personId, @PathVariable long id) {
        absences.remove(person, personId, id);
    }
}
