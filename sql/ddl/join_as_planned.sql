-- Tables have statistics: the optimizer chooses again how they are joined.
reset disabled_optimizers;
