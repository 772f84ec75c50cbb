/*
 * The query language, as the users of other service desks know it (JQL). Every choice is made by the next token, so that
 * nesting costs nothing but its depth and an error is told where it stands.
 */
grammar Language;

options { caseInsensitive = true; }

query
    : disjunction? ordering? EOF
    ;

ordering
    : ORDER BY sort (COMMA sort)*
    ;

sort
    : subject (ASC | DESC)?
    ;

disjunction
    : conjunction (OR conjunction)*
    ;

conjunction
    : negation (AND negation)*
    ;

negation
    : NOT* (OPEN disjunction CLOSE | clause)
    ;

clause
    : subject test
    ;

/** The name of a field; one like cf[17]; or what a function tells of the ticket, such as timeIn("In progress"). */
subject
    : name (OPEN_SQUARE name CLOSE_SQUARE | arguments)?
    ;

test
    : operator operand                      # comparison
    | NOT? IN (operands | call)             # membership
    | IS NOT? (EMPTY | NULL)                # emptiness
    | WAS NOT? (IN (operands | call) | operand) predicate* # past
    | CHANGED predicate*                    # change
    ;

operator
    : EQUALS | NOT_EQUALS | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | CONTAINS | CONTAINS_NOT
    ;

predicate
    : (AFTER | BEFORE | ON | BY | FROM | TO) (operand | operands)
    | DURING OPEN operand COMMA operand CLOSE
    ;

operands
    : OPEN operand (COMMA operand)* CLOSE
    ;

operand
    : EMPTY
    | NULL
    | name arguments?
    ;

call
    : name arguments
    ;

arguments
    : OPEN (operand (COMMA operand)*)? CLOSE
    ;

name
    : WORD
    | STRING
    ;

AND : 'and' | '&&' | '&' ;
OR : 'or' | '||' | '|' ;
NOT : 'not' | '!' ;
IN : 'in' ;
IS : 'is' ;
WAS : 'was' ;
CHANGED : 'changed' ;
EMPTY : 'empty' ;
NULL : 'null' ;
ORDER : 'order' ;
BY : 'by' ;
ASC : 'asc' ;
DESC : 'desc' ;
AFTER : 'after' ;
BEFORE : 'before' ;
DURING : 'during' ;
ON : 'on' ;
FROM : 'from' ;
TO : 'to' ;

EQUALS : '=' ;
NOT_EQUALS : '!=' | '<>' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;
CONTAINS : '~' ;
CONTAINS_NOT : '!~' ;
OPEN : '(' ;
CLOSE : ')' ;
OPEN_SQUARE : '[' ;
CLOSE_SQUARE : ']' ;
COMMA : ',' ;

/** Typographic quotation marks come from phones and word processors. */
STRING
    : '"' ('\\' . | ~["\\])* '"'
    | '\'' ('\\' . | ~['\\])* '\''
    | '\u201c' ('\\' . | ~[\u201d\\])* '\u201d'
    | '\u2018' ('\\' . | ~[\u2019\\])* '\u2019'
    ;

OPEN_STRING
    : '"' ('\\' . | ~["\\])* '\\'?
    | '\'' ('\\' . | ~['\\])* '\\'?
    | '\u201c' ('\\' . | ~[\u201d\\])* '\\'?
    | '\u2018' ('\\' . | ~[\u2019\\])* '\\'?
    ;

WORD : ~[\p{White_Space}"'\u201c\u201d\u2018\u2019(),=!<>~&|[\]]+ ;

SPACE : [\p{White_Space}]+ -> channel(HIDDEN) ;

OTHER : . ;
