//! Leptos's signals, memos and stored values, each over one type whatever it holds: Leptos compiles its machinery anew for
//! each type it is given, one to two kilobytes each, and the views have some forty. They are used as Leptos's are.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude as lib;
use leptos::prelude::{Get, GetUntracked, GetValue as _, LocalStorage, Set as _, Track as _};

type Value = Arc<dyn Any + Send + Sync>;
type Place = Rc<dyn Any>;

/// The value as what it was put in as.
fn of<T: 'static>(value: &(dyn Any + Send + Sync)) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a value of another type"),
    }
}

/// One of Leptos's handles, over one type, as one of `T`.
pub struct Handle<L, T>(L, PhantomData<fn() -> T>);

impl<L: Copy, T> Clone for Handle<L, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L: Copy, T> Copy for Handle<L, T> {}

/// As [`leptos::prelude::RwSignal`].
pub type RwSignal<T> = Handle<lib::RwSignal<Value>, T>;

/// As [`leptos::prelude::Memo`].
pub type Memo<T> = Handle<lib::Memo<Value>, T>;

/// As [`leptos::prelude::StoredValue`] in local storage: gone with the view that made it.
pub type StoredValue<T> = Handle<lib::StoredValue<Place, LocalStorage>, T>;

impl<L: Copy + Get<Value = Value> + GetUntracked<Value = Value>, T: Clone + 'static> Handle<L, T> {
    /// The value, which is followed.
    pub fn get(self) -> T {
        of::<T>(&*self.0.get()).clone()
    }

    /// The value, which is not followed.
    pub fn get_untracked(self) -> T {
        of::<T>(&*self.0.get_untracked()).clone()
    }

    /// The same, unless it is gone.
    pub fn try_get_untracked(self) -> Option<T> {
        Some(of::<T>(&*self.0.try_get_untracked()?).clone())
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// With a value.
    pub fn new(value: T) -> RwSignal<T> {
        Handle(lib::RwSignal::new(Arc::new(value)), PhantomData)
    }

    /// What `read` makes of the value, which is followed.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(of(&*self.0.get()))
    }

    /// What `read` makes of the value, which is not followed.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(of(&*self.0.get_untracked()))
    }

    /// The same, unless it is gone.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(of(&*self.0.try_get_untracked()?)))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.0.track();
    }

    /// Puts another value in.
    pub fn set(self, value: T) {
        self.0.set(Arc::new(value));
    }

    /// The same, unless it is gone; says whether it is there.
    pub fn try_set(self, value: T) -> bool {
        self.0.try_set(Arc::new(value)).is_none()
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }

    /// The same, unless it is gone.
    pub fn try_update(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = self.try_get_untracked() {
            change(&mut value);
            self.try_set(value);
        }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `derive` makes of what it reads and of what it made before.
    pub fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T> {
        let derive = move |before: Option<&Value>| -> Value { Arc::new(derive(before.map(|before| of(&**before)))) };
        Handle(
            memo(Box::new(derive), |before, now| {
                before.map(|value| of::<T>(&**value)) != now.map(|value| of(&**value))
            }),
            PhantomData,
        )
    }
}

type Derive = Box<dyn Fn(Option<&Value>) -> Value + Send + Sync>;

fn memo(derive: Derive, has_changed: fn(Option<&Value>, Option<&Value>) -> bool) -> lib::Memo<Value> {
    lib::Memo::new_with_compare(derive, has_changed)
}

impl<T: 'static> StoredValue<T> {
    /// With a value.
    pub fn new(value: T) -> StoredValue<T> {
        Handle(lib::StoredValue::new_local(Rc::new(RefCell::new(value))), PhantomData)
    }

    /// What `read` makes of the value, unless it is gone.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let place = self.0.try_get_value()?;
        Some(read(&place.downcast_ref::<RefCell<T>>()?.borrow()))
    }

    /// What `change` gives after it changed the value, unless that is gone.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let place = self.0.try_get_value()?;
        Some(change(&mut place.downcast_ref::<RefCell<T>>()?.borrow_mut()))
    }

    /// What `read` makes of the value.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        match self.try_with_value(read) {
            Some(made) => made,
            None => unreachable!("a value that is gone"),
        }
    }

    /// The value.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// The value, unless it is gone.
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Puts another value in, unless it is gone.
    pub fn set_value(self, value: T) {
        self.try_update_value(|own| *own = value);
    }
}
