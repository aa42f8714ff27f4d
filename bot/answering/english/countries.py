"""The names of countries in English news: a question for a country is not answered by a city or a state.

The members and observers of the United Nations, with what is disputed or usual beside them; by their common names.
"""

from bot.search.terms import bare, words

_NAMES = """
afghanistan,albania,algeria,america,andorra,angola,antigua and barbuda,argentina,armenia,australia,austria
azerbaijan,bahamas,bahrain,bangladesh,barbados,belarus,belgium,belize,benin,bhutan,bolivia,bosnia
bosnia and herzegovina,botswana,brazil,britain,brunei,bulgaria,burkina faso,burma,burundi,cabo verde,cambodia
cameroon,canada,cape verde,central african republic,chad,chile,china,colombia,comoros,congo,costa rica,croatia,cuba
cyprus,czech republic,czechia,democratic republic of congo,democratic republic of the congo,denmark,djibouti
dominica,dominican republic,east timor,ecuador,egypt,el salvador,england,equatorial guinea,eritrea,estonia,eswatini
ethiopia,fiji,finland,france,gabon,gambia,georgia,germany,ghana,great britain,greece,grenada,guatemala,guinea
guinea-bissau,guyana,haiti,holland,honduras,hong kong,hungary,iceland,india,indonesia,iran,iraq,ireland,israel,italy
ivory coast,jamaica,japan,jordan,kazakhstan,kenya,kiribati,kosovo,kuwait,kyrgyzstan,laos,latvia,lebanon,lesotho
liberia,libya,liechtenstein,lithuania,luxembourg,madagascar,malawi,malaysia,maldives,mali,malta,marshall islands
mauritania,mauritius,mexico,micronesia,moldova,monaco,mongolia,montenegro,morocco,mozambique,myanmar,namibia,nauru
nepal,netherlands,new zealand,nicaragua,niger,nigeria,north korea,north macedonia,northern ireland,norway,oman
pakistan,palau,palestine,panama,papua new guinea,paraguay,peru,philippines,poland,portugal,qatar,romania,russia
russian federation,rwanda,saint kitts and nevis,saint lucia,samoa,san marino,saudi arabia,scotland,senegal,serbia
seychelles,sierra leone,singapore,slovakia,slovenia,solomon islands,somalia,south africa,south korea,south sudan
soviet union,spain,sri lanka,sudan,suriname,sweden,switzerland,syria,taiwan,tajikistan,tanzania,thailand,togo,tonga
trinidad and tobago,tunisia,turkey,turkmenistan,tuvalu,türkiye,u.a.e.,u.k.,u.s.,u.s.a.,uae,uganda,uk,ukraine
united arab emirates,united kingdom,united states,united states of america,uruguay,us,usa,uzbekistan,vanuatu,vatican
venezuela,vietnam,wales,west germany,yemen,zambia,zimbabwe
"""
_COUNTRIES = frozenset(name.strip() for line in _NAMES.split("\n") for name in line.split(","))
_KINDS = frozenset(("country", "countries", "nation", "nations"))


def asks_for_country(focus: str | None) -> bool:
    """Whether "which ..." asks for a country.

    >>> asks_for_country("country"), asks_for_country("city")
    (True, False)
    """
    return focus is not None and any(bare(word) in _KINDS for word in words(focus))


def is_country(name: str) -> bool:
    """Whether a name is a country's.

    >>> is_country("the United States"), is_country("NEW DELHI"), is_country("China’s")
    (True, False, True)
    """
    text = name.casefold().strip(" ,;:").removeprefix("the ").removesuffix("'s").removesuffix("’s")
    return text in _COUNTRIES
