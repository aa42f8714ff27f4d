"""Drafts of questions, from what people marked and from articles: each with a remark on what a person has to look at.

    marked                                  a marked answer's question
    sources, moments                        articles to draft from, and when their questions are asked
    verbs, clauses, standing                English sentences taken apart; whether a question stands alone
    roles, sayings, doings, figures         rules, each a kind of question that a sentence answers
    ruled                                   the rules' drafts of an article
    authored, proposed                      drafts of a language model, and what of its reply is believed
    near_misses, choosing                   questions that have no answer; which drafts are taken

No draft is gold: what a rule or a model writes is measured only after a person has read it.
"""
