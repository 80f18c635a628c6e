"""The hall's big screen: it shows what everybody may know, and never asks."""
