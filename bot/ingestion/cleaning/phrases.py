"""The phrases of web sites that are no part of a story, as patterns; `boilerplate` says how they are compared."""

PHRASES = r"""
# navigation
(skip|jump) to( the)?( main)?( (content|navigation|footer|search))?
(toggle|main|open|close|show|hide) (navigation|menu|search)
menu
back to top
search( this site)?
(next|previous|prev) (article|story|post)( ?[:>»].*)?
home ?[>»/|] ?.*
# advertising
ad
ads
advertisement
advertising
sponsored( content| links?| by .*)?
promoted( content)?
paid (post|content)
(ad|advertisement|story|article|content)s? continues? (below|after)( (this |the )?(ad|ads|advert|advertisement|
  video|promotion|image|gallery))?
advertisement ?[-:] ?(scroll|continue|story).*
scroll (down )?(to|for) (continue|more)( .*)?
remove ads?
# other stories
(the )?editor'?s?'? (pick|picks|choice|choices|recommendation|recommendations)( ?:.*)?
(also|further|must) read( ?[:|>].*)?
read (also|next|more|this|on|the full (story|article)( here)?)( ?[:|>].*)?
(see|watch|listen) also( ?:.*)?
(watch|listen|must watch|video|podcast|gallery) ?: .*
(related|recommended|popular|trending|similar)( (article|articles|story|stories|news|content|coverage|topics?|
  posts?|reading|videos?|links))?( now)?( ?:.*)?
(recommended|suggested|more) (for you|stories|videos|articles|news|like this)( ?:.*)?
more (from|on) [^.!?]{1,60}
most (read|popular|viewed|shared|recent)( (stories|articles|news|videos|posts|today|this week|now))?
latest (news|stories|articles|videos)
you (may|might|will|'ll)( also)? (also )?(like|enjoy|be interested in)( ?:.*|( reading)?( this| these)?( ?:.*)?)
(don't|do not) miss( ?:.*)
(in case|icymi)( you missed it)?( ?:.*)
what to read next
up next( ?:.*)?
# newsletters, accounts, apps
(sign|signing) up (for|to|to get|to receive) (.{0,60})(newsletters?|email|emails|alerts?|updates|briefing)\b.*
(subscribe|sign up|sign in|log in|login|register|join)( (now|today|here|free|for free))?[.!]?
subscribe (to|for|now to|today to) .{1,120}
get (our|the) .{0,80}newsletter\b.*
(get|download|try) (our|the) .{0,30}\bapp( (now|today|here|for free|on .{1,60}))?[.!]?
already (a|have an?) (subscriber|member|account)\b.*
(create|sign in to|log in to) (a|an|your) (free )?account.*
(to continue reading|this (article|content|story) is (for|only|available)( only)? (to|for)?) .*(subscri|
  register|sign|member).*
(enter )?(your )?e-?mail( address)?
thank you for (signing up|subscribing)\b.*
(stay|keep) (up to date|informed|updated) with .*
# sharing
(share|tweet|email|e-mail|print|pin|save|copy|bookmark)( (this|the|via|on|by|to|with|link|article|story|page|
  post|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|email|e-mail|friends))*[.!:]?
((facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|instagram|youtube|flipboard|email|e-mail|print|
  share|copy link)[ ,|/·•]*){2,}
(follow|like|find|join|visit) us( (on|at|in|for) .*)?[.!:]?
follow [^.!?]{1,60} (on|via) (twitter|facebook|instagram|x|youtube|linkedin|telegram|whatsapp|threads|
  google news|flipboard|apple news)\b.*
follow @\w+( .*)?
[\d,.]+k? shares?
# comments
(\d[\d,.]*k?|no|view|show|hide|load|all|leave|post|add|write|read|see|join)( (a|an|all|the|more|your|
  \d[\d,.]*k?))* (comments?|replies|reply)( yet)?
comments?( ?[(:\[] ?\d[\d,.]*k? ?[)\]]?)?
comments? (are|is|have been) (closed|disabled|turned off|moderated)\b.*
be the first to comment\b.*
(join|start) the (conversation|discussion)[.!]?
what do you think\? (leave|tell|let us|share|comment)\b.*
# notices
©.*
(\(c\)|copyright)( (©|\(c\)|by))*[ ,:]+\d{4}\b.*
(.{0,120}[ .,])?all rights reserved[.!]?( .{0,120})?
(we|this (web ?)?site|our (web ?)?sites?|our partners|we and our partners)( and our partners)?( may)
  ? uses? cookies\b.*
(accept|reject|manage|allow|decline)( all)?( cookies| cookie settings| preferences)?
cookies? (policy|settings|preferences|notice|consent)s?
by (continuing|using|clicking|browsing|subscribing|signing up)\b.*(you (agree|consent|accept)|our (cookies|
  terms|privacy)).*
(privacy|cookie|terms|legal)( (policy|notice|statement|of (use|service)|and conditions|& conditions))?([ ,|
  /·•&]+(and )?(privacy|cookie|terms|legal|contact|about)( (us|policy|notice|of (use|service)|and conditions))?)*
(image|photo|picture|photograph) (credit|source|courtesy|by)s?( of)?( ?:)? .{1,120}
getty images
file photo
(click|tap|press) here( (to|for) .*)?[.!]?
learn more
find out more
show more
load more
see more
view more
continue reading( .{0,80})?
(filed under|tags?|topics?|categor(y|ies)|tagged( with)?) ?: .*
(\d+|a|one|two|three|four|five|six|seven|eight|nine|ten)[ -]min(ute)?s?([ -]read)?( time)?
reading time( ?:)? .{1,30}
(listen to|play|pause) (this )?(article|story|audio|video)( .{0,40})?
loading( (comments|more|content|page))? ?(\.\.\.|…)?
javascript (is|must be) .*
"""
"""One pattern a line, for a whole line in lower case with straight quotes; an indented line continues the one above."""

TRAILERS = r"""
(the )?editor'?s?'? (picks|choices|recommendations?):?
(related|recommended|popular|trending|similar) (articles|stories|news|posts|reading|videos):?
more (from|on) [^.!?]{1,60}
most (read|popular|viewed):?
you (may|might) also like:?
read (next|also):?
recommended( for you)?:?
"""
"""Headings of lists of other stories; when only headlines follow, the list goes with them."""
