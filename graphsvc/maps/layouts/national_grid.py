"""The Ordnance Survey's National Grid: metres east and north from longitude and latitude.

Transverse Mercator with the constants that the Ordnance Survey publishes. Longitude and latitude of satellite
navigation are taken as they are: the shift to the older datum of the grid, some 100 metres, is less than a map of a
town shows.
"""

from __future__ import annotations

import math

_A, _B = 6_377_563.396, 6_356_256.909
"""Half axes of the Airy 1830 ellipsoid, in metres."""
_SCALE = 0.9996012717
_LATITUDE, _LONGITUDE = math.radians(49), math.radians(-2)
_EAST, _NORTH = 400_000.0, -100_000.0
"""Of the true origin."""
_E2 = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)


def national_grid(longitude: float, latitude: float) -> tuple[float, float]:
    """Metres east and north of the grid's false origin.

    Parameters
    ----------
    longitude, latitude : float
        In degrees.
    """
    lat = math.radians(latitude)
    sine, cosine, tangent = math.sin(lat), math.cos(lat), math.tan(lat)
    nu = _A * _SCALE / math.sqrt(1 - _E2 * sine**2)
    rho = _A * _SCALE * (1 - _E2) / (1 - _E2 * sine**2) ** 1.5
    eta2 = nu / rho - 1
    step = math.radians(longitude) - _LONGITUDE
    one = _arc(lat) + _NORTH
    two = nu / 2 * sine * cosine
    three = nu / 24 * sine * cosine**3 * (5 - tangent**2 + 9 * eta2)
    three_a = nu / 720 * sine * cosine**5 * (61 - 58 * tangent**2 + tangent**4)
    four = nu * cosine
    five = nu / 6 * cosine**3 * (nu / rho - tangent**2)
    six = nu / 120 * cosine**5 * (5 - 18 * tangent**2 + tangent**4 + 14 * eta2 - 58 * tangent**2 * eta2)
    north = one + two * step**2 + three * step**4 + three_a * step**6
    east = _EAST + four * step + five * step**3 + six * step**5
    return east, north


def _arc(lat: float) -> float:
    """The developed arc of a meridian from the true origin."""
    less, more = lat - _LATITUDE, lat + _LATITUDE
    return _B * _SCALE * (
        (1 + _N + 5 / 4 * _N**2 + 5 / 4 * _N**3) * less
        - (3 * _N + 3 * _N**2 + 21 / 8 * _N**3) * math.sin(less) * math.cos(more)
        + (15 / 8 * _N**2 + 15 / 8 * _N**3) * math.sin(2 * less) * math.cos(2 * more)
        - 35 / 24 * _N**3 * math.sin(3 * less) * math.cos(3 * more)
    )
