/** Satellite phones, a number without a country, and countries that are not the community's. */
export const foreignNumbers = [
  '+881612345678',
  '+8821612345678',
  '+870773111632',
  '+883510001234',
  '+18765550123',
  '+2250701020304',
  '+447400123456',
  '+353851234567',
  '+79161234567',
]
